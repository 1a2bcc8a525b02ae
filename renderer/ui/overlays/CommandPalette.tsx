import type { LucideIcon } from 'lucide-react';
import {
  Autocomplete,
  Dialog as AriaDialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { KeyHint } from '../buttons/KeyHint.tsx';
import { cx } from '../cx.ts';
import styles from './menu.module.css';

export type PaletteItem = {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly icon?: LucideIcon;
  readonly keyHint?: string;
};

export type PaletteGroup = {
  readonly id: string;
  readonly heading: string;
  readonly items: readonly PaletteItem[];
};

/** Type, arrow, Enter. What is offered for a query is the owner's business; Escape gives the focus back. */
export function CommandPalette(props: {
  readonly isOpen: boolean;
  readonly label: string;
  readonly placeholder: string;
  readonly nothing: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly groups: readonly PaletteGroup[];
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}) {
  const { isOpen, label, placeholder, nothing, query, onQuery, groups, onChoose, onClose } = props;
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={cx(styles['scrim'])}
    >
      <Modal className={cx(styles['palette'])}>
        <AriaDialog aria-label={label} className={cx(styles['dialog'])}>
          <Autocomplete inputValue={query} onInputChange={onQuery}>
            <SearchField
              aria-label={label}
              autoFocus
              onKeyDown={(event) => {
                // The field would only empty itself; one Escape leaves.
                if (event.key === 'Escape') onClose();
                else event.continuePropagation();
              }}
            >
              <Input className={cx(styles['query'])} placeholder={placeholder} />
            </SearchField>
            <Menu
              aria-label={label}
              className={cx(styles['list'])}
              onAction={(key) => onChoose(String(key))}
              renderEmptyState={() => <p className={cx(styles['nothing'])}>{nothing}</p>}
            >
              {groups
                .filter((group) => group.items.length > 0)
                .map((group) => (
                  <MenuSection key={group.id} id={group.id}>
                    <Header className={cx(styles['heading'])}>{group.heading}</Header>
                    {group.items.map((item) => (
                      <MenuItem
                        key={item.id}
                        id={item.id}
                        textValue={item.label}
                        className={cx(styles['item'])}
                      >
                        {item.icon !== undefined && (
                          <item.icon className={cx(styles['icon'])} aria-hidden="true" />
                        )}
                        <span className={cx(styles['word'])}>{item.label}</span>
                        {item.detail !== undefined && (
                          <span className={cx(styles['detail'])}>{item.detail}</span>
                        )}
                        {item.keyHint !== undefined && <KeyHint keys={item.keyHint} />}
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
            </Menu>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
