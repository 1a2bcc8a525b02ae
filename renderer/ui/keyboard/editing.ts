/** Typing into a focused input so that React and form libraries see normal input events. */

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const canEdit = (field: HTMLInputElement): boolean => !field.readOnly && !field.disabled;

function selection(field: HTMLInputElement): { readonly start: number; readonly end: number } {
  const start = field.selectionStart ?? field.value.length;
  return { start, end: field.selectionEnd ?? start };
}

function changed(field: HTMLInputElement, inputType: string, data: string | null): void {
  // The browser follows a caret that it moved itself, not one moved by script.
  if (field.selectionEnd === field.value.length) field.scrollLeft = field.scrollWidth;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data }));
}

/** Puts text in place of the selection; does nothing beyond the field's `maxLength`. */
export function insertText(field: HTMLInputElement, text: string): void {
  if (!canEdit(field)) return;
  const { start, end } = selection(field);
  const length = field.value.length - (end - start) + text.length;
  if (field.maxLength >= 0 && length > field.maxLength) return;
  field.setRangeText(text, start, end, 'end');
  changed(field, 'insertText', text);
}

const graphemeBefore = (text: string): number => {
  const last = [...graphemes.segment(text)].at(-1);
  return last === undefined ? 0 : last.segment.length;
};

const graphemeAfter = (text: string): number => {
  const [first] = graphemes.segment(text);
  return first === undefined ? 0 : first.segment.length;
};

/** Removes the selection, or the one sign before the caret that a person sees as one. */
export function deleteBackward(field: HTMLInputElement): void {
  if (!canEdit(field)) return;
  const { start, end } = selection(field);
  const from = start === end ? start - graphemeBefore(field.value.slice(0, start)) : start;
  if (from === end) return;
  field.setRangeText('', from, end, 'end');
  changed(field, 'deleteContentBackward', null);
}

/** Moves the caret by one sign, or to that end of the selection. */
export function moveCaret(field: HTMLInputElement, direction: 'left' | 'right'): void {
  const { start, end } = selection(field);
  const goal =
    direction === 'left'
      ? start - (start === end ? graphemeBefore(field.value.slice(0, start)) : 0)
      : end + (start === end ? graphemeAfter(field.value.slice(end)) : 0);
  field.setSelectionRange(goal, goal);
  if (goal === field.value.length) field.scrollLeft = field.scrollWidth;
}

/** In names a capital comes at the start and after space or hyphen. */
export function capitalComesNext(field: HTMLInputElement): boolean {
  const { start } = selection(field);
  return start === 0 || /[\s-]/.test(field.value.charAt(start - 1));
}
