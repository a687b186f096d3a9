export const transferStatuses = [
  "requested",
  "picked",
  "in_transit",
  "received",
  "cancelled",
  "written_off",
] as const;
export type TransferStatus = (typeof transferStatuses)[number];

/** What the saga that brings a part to an order's centre carries from step to step. */
export interface OrderTransfer {
  transferId: string;
  orderId: string;
  partId: string;
  quantity: number;
  fromWarehouseId: string;
  toWarehouseId: string;
}

/** What the saga waits for: the transfer has moved. */
export function transferMoved(transferId: string): string {
  return `transfer-moved-${transferId}`;
}
