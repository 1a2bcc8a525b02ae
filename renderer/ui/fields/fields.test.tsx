import { act, useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { button, press, show } from '../testing.tsx';
import { Checkbox } from './Checkbox.tsx';
import { Stepper } from './Stepper.tsx';

const texts = { label: 'Kopijas', lessLabel: 'Mazāk', moreLabel: 'Vairāk' };

function Copies({ heard, start = 1 }: { readonly heard: (value: number) => void; readonly start?: number }) {
  const [value, setValue] = useState(start);
  const onChange = (next: number) => {
    heard(next);
    setValue(next);
  };
  return <Stepper {...texts} value={value} onChange={onChange} min={1} max={20} />;
}

const spin = (): Element => document.querySelector('[role=spinbutton]') as Element;
const key = (name: string) =>
  act(async () =>
    spin().dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true })),
  );

describe('Stepper', () => {
  it('counts by its buttons and stops at both ends', async () => {
    const heard = vi.fn();
    await show(<Copies heard={heard} start={19} />);
    await press(button('Vairāk'));
    expect(spin().textContent).toBe('20');
    expect(button('Vairāk').hasAttribute('disabled')).toBe(true);
    await press(button('Vairāk'));
    await press(button('Mazāk'));
    expect(heard.mock.calls.flat()).toEqual([20, 19]);
  });

  it('takes arrows, ends and typed digits, and never leaves its range', async () => {
    const heard = vi.fn();
    await show(<Copies heard={heard} start={3} />);
    for (const name of ['ArrowUp', 'ArrowDown', 'End', 'Home', '1', '5', '9', 'Backspace']) await key(name);
    // 1 is already there, 15, then 159 stops at 20, then 2.
    expect(heard.mock.calls.flat()).toEqual([4, 3, 20, 1, 15, 20, 2]);
    expect(spin().getAttribute('aria-valuenow')).toBe('2');
  });
});

describe('Checkbox', () => {
  function Offer({ heard }: { readonly heard: (value: boolean) => void }) {
    const [isSelected, setSelected] = useState(false);
    const onChange = (next: boolean) => {
      heard(next);
      setSelected(next);
    };
    return (
      <Checkbox isSelected={isSelected} onChange={onChange} description="Var atteikties jebkurā brīdī.">
        Vēlos saņemt piedāvājumus
      </Checkbox>
    );
  }
  const box = (): HTMLInputElement => document.querySelector('input[type=checkbox]') as HTMLInputElement;

  it('is unticked until a person ticks it, and can be unticked again', async () => {
    const heard = vi.fn();
    await show(<Offer heard={heard} />);
    expect(box().checked).toBe(false);
    expect(document.querySelector('[data-selected]')).toBeNull();
    await press(box());
    expect(box().checked).toBe(true);
    await press(box());
    expect(heard.mock.calls.flat()).toEqual([true, false]);
  });

  it('says its sentence and its description', async () => {
    await show(<Offer heard={() => undefined} />);
    const described = box().getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(box().closest('label')?.textContent).toBe('Vēlos saņemt piedāvājumus');
    expect(described.map((id) => document.getElementById(id)?.textContent)).toContain(
      'Var atteikties jebkurā brīdī.',
    );
  });
});
