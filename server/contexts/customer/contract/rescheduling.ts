/** A visit's time and what is promised by it. */
export interface VisitTime {
  start: string;
  end: string;
  promisedBy: string;
}

/** What the saga that moves a booking to another time carries from step to step. */
export interface Rescheduling {
  /** Whose the order is while it moves. */
  reschedulingId: string;
  orderId: string;
  holdId: string;
  reference: string;
  wanted: VisitTime;
  /** As it was, should the new slot be lost at the last moment. */
  before: VisitTime;
}
