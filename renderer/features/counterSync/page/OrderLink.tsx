import type { OrderId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../ui/index.ts';

/** The number as people say it, and the way to the order; a dash where there is none. */
export function OrderLink(props: {
  readonly orderId: OrderId | null;
  readonly number: string | null;
  readonly onOpen: (orderId: OrderId) => void;
}) {
  const { orderId, number, onOpen } = props;
  if (number === null) return '–';
  if (orderId === null) return number;
  return <Button onPress={() => onOpen(orderId)}>{number}</Button>;
}
