import type { CentralTemplate, MessageTemplate } from './templates.ts';

/** Letters of requests are written when they are decided (resources/letters); these are written when they go out. */
export type WrittenTemplate = Exclude<MessageTemplate, `request.${string}`> | CentralTemplate;

/** Title of the e-mail and its lines; a line whose value is empty is left out. An SMS has the lines alone. */
export interface MessageText {
  readonly title: string;
  readonly lines: readonly string[];
}
export type MessageTexts = Readonly<Record<WrittenTemplate, MessageText>>;
