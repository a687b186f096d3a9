import { restDoor } from "@/server/rest/handle";
import { appRouter } from "@/server/routers/_app";
import { callContext } from "@/server/routers/contexts";

/** The one REST door, over every verb that has an address. */
export const door = restDoor(appRouter, callContext);
