import { ALLOWED_FIELDS, type Recipient } from '../../../../shared/privacy/disclosure.ts';
import { useTexts } from '../../../i18n/index.ts';
import { PlainTable, useUi } from '../../../ui/index.ts';

/** The register: who may get what, by name of field, and what stands behind it (policy P18). */
export function Recipients({ recipients }: { readonly recipients: readonly Recipient[] }) {
  const t = useTexts();
  const { locale } = useUi();
  const columns = ['name', 'grounds', 'fields', 'terms'] as const;
  return (
    <PlainTable
      label={t('privacy:disclosures.view.recipients')}
      columns={columns.map((id) => ({ id, header: t(`privacy:disclosures.recipient.${id}`) }))}
      rows={recipients.map((one) => {
        const fields = [...new Set(one.grounds.flatMap((ground) => ALLOWED_FIELDS[ground]))];
        return {
          id: one.recipientId,
          cells: [
            one.name[locale],
            one.grounds.map((ground) => t(`privacy:disclosures.ground.${ground}`)).join('; '),
            fields.map((field) => t(`privacy:disclosures.field.${field}`)).join(', '),
            [
              t(`privacy:disclosures.role.${one.role}`),
              `${one.country}, ${t(`privacy:disclosures.transfer.${one.transferBasis}`)}`,
              t(`privacy:disclosures.contract.${one.contract}`),
              one.keepsDays === null
                ? t('privacy:disclosures.keepsByLaw')
                : t('privacy:disclosures.keeps', {
                    period: t('settings:times.days', { count: one.keepsDays }),
                  }),
            ].join(' · '),
          ],
        };
      })}
    />
  );
}
