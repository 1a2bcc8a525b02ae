import type { drafts } from '../../../../shared/contract/drafts.ts';
import { indexProduct } from '../../../../shared/domain/catalogue.ts';
import { can } from '../../../../shared/domain/permissions.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { noticeStanding } from '../notices/index.ts';
import { catalogueOf, changeDraft, usableDraft } from './change.ts';
import { type ViewDeps, viewDraft } from './view.ts';

type HeadCalls = Pick<
  HandlersFor<typeof drafts>,
  | 'drafts:get'
  | 'drafts:setStep'
  | 'drafts:setLocale'
  | 'drafts:setEase'
  | 'drafts:setContact'
  | 'drafts:setConsents'
  | 'drafts:setExpress'
  | 'drafts:setIndexPrint'
  | 'drafts:setDiscount'
>;

/** Calls that read a draft and change what stands at its head. */
export const createHeadHandlers = (deps: ViewDeps): HeadCalls => ({
  'drafts:get': query('drafts:get', (q, { draftId }) => viewDraft(deps, q, usableDraft(q, draftId))),
  'drafts:setStep': command('drafts:setStep', (tx, { draftId, step }) => {
    changeDraft(tx, usableDraft(tx, draftId), { step });
    return {};
  }),
  'drafts:setLocale': command('drafts:setLocale', (tx, { draftId, locale }) => {
    changeDraft(tx, usableDraft(tx, draftId), { locale });
    return {};
  }),
  'drafts:setEase': command('drafts:setEase', (tx, { draftId, ease }) => {
    changeDraft(tx, usableDraft(tx, draftId), { ease });
    return {};
  }),
  'drafts:setContact': command('drafts:setContact', (tx, { draftId, contact }) => {
    const draft = usableDraft(tx, draftId);
    // Answers were given for a channel: another way asks anew, unticked.
    const answers = draft.contact.way === contact.way ? {} : { consents: [], age: null };
    changeDraft(tx, draft, { contact, ...answers });
    return {};
  }),
  'drafts:setConsents': command('drafts:setConsents', (tx, { draftId, consents, age }) => {
    const draft = usableDraft(tx, draftId);
    const ticked = consents.some(({ given }) => given);
    if (ticked && noticeStanding(tx.db, tx.now).collects !== 'open') return reject('CONSENTS_CLOSED');
    // A child below the age gives no consent: what was ticked is unticked, the answer stays (C7).
    const kept = age === 'under13' ? consents.map((choice) => ({ ...choice, given: false })) : consents;
    changeDraft(tx, draft, { consents: kept, age });
    return {};
  }),
  'drafts:setExpress': command('drafts:setExpress', (tx, { draftId, express }) => {
    changeDraft(tx, usableDraft(tx, draftId), { express });
    return {};
  }),
  'drafts:setIndexPrint': command('drafts:setIndexPrint', (tx, { draftId, indexPrint }) => {
    const draft = usableDraft(tx, draftId);
    if (indexPrint && !indexProduct(catalogueOf(deps, tx, draft), draft.source))
      return reject('PRODUCT_UNAVAILABLE');
    changeDraft(tx, draft, { indexPrint });
    return {};
  }),
  'drafts:setDiscount': command('drafts:setDiscount', (tx, { draftId, discount }) => {
    const draft = usableDraft(tx, draftId);
    const { managerAbove, reasons } = catalogueOf(deps, tx, draft).discount;
    if (discount && !reasons.some(({ code }) => code === discount.reason)) return reject('REASON_NEEDED');
    const permission =
      discount && discount.cents > managerAbove ? 'discount.giveAboveLimit' : 'discount.give';
    if (!can(tx.caller.role, permission)) return reject('MANAGER_NEEDED');
    changeDraft(tx, draft, { discount });
    return {};
  }),
});
