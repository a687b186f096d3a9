import { z } from "zod";

/** How a device comes to a centre, or a technician to the device. */
export const methods = ["drop_off", "pickup", "on_site", "mail_in"] as const;
export const methodSchema = z.enum(methods);
export type Method = (typeof methods)[number];
