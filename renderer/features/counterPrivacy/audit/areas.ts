import { AUDIT_ACTIONS, type AuditAction } from '../../../../shared/privacy/auditActions.ts';

type AreaOf<Action extends string> = Action extends `${infer Area}.${string}` ? Area : never;

/** What acts are about: the word before the point. */
export type AuditArea = AreaOf<AuditAction>;

const areaOf = (action: AuditAction): AuditArea => action.slice(0, action.indexOf('.')) as AuditArea;

/** In the order of the list of acts. */
export const AUDIT_AREAS: readonly AuditArea[] = [...new Set(AUDIT_ACTIONS.map(areaOf))];

export const actionsOf = (areas: readonly AuditArea[]): AuditAction[] =>
  AUDIT_ACTIONS.filter((action) => areas.includes(areaOf(action)));
