import type { Tx } from "@/db/client";
import { serviceCenterCopies } from "@/db/schema/customer";
import {
  absences,
  closures,
  countries,
  coverageAreas,
  lanes,
  openingHours,
  placeNames,
  places,
  serviceCenters,
  shifts,
  technicians,
  unmetLookups,
} from "@/db/schema/location";
import { insertRows, isoTime, multiPolygonText, pointText } from "../bulk";
import { borderOf } from "../geo/borders";
import { COUNTRIES } from "../geo/countries";
import { generateUnmetLookups } from "../history/unmet";
import { generateCoverage, type Network } from "../network";
import { openingHoursIn } from "../people/opening-hours";
import { generatePlaces } from "../places/places";
import { writeNetworkEvents } from "./location-events";

export async function writeCenters(tx: Tx, network: Network): Promise<void> {
  await insertRows(
    tx,
    countries,
    COUNTRIES.map(({ code, currency }) => ({
      code,
      currency,
      border: multiPolygonText(borderOf(code).coordinates),
    })),
  );
  await insertRows(
    tx,
    serviceCenters,
    network.centers.map(({ center: { lng, lat, population: _, ...center } }) => ({
      ...center,
      point: pointText(lng, lat),
    })),
  );
  await insertRows(
    tx,
    openingHours,
    network.centers.flatMap(({ center }) =>
      openingHoursIn(center.country).map((hours) => ({ serviceCenterId: center.id, ...hours })),
    ),
  );
  await insertRows(
    tx,
    closures,
    network.centers.flatMap((each) => each.closures),
  );
}

/** What Customer keeps of the centres. */
export async function writeCenterCopies(tx: Tx, network: Network): Promise<void> {
  await insertRows(
    tx,
    serviceCenterCopies,
    network.centers.map(({ center }) => {
      const { id, name, street, postcode, city, country, timeZone, phone, lat, lng } = center;
      return { id, name, street, postcode, city, country, timeZone, phone, lat, lng };
    }),
  );
}

export async function writePeople(tx: Tx, network: Network): Promise<number> {
  const staff = network.centers.map((each) => each.staff);
  const people = staff.flatMap((each) => each.technicians);
  await insertRows(
    tx,
    technicians,
    people.map((person) => ({ ...person, active: true })),
  );
  await insertRows(
    tx,
    shifts,
    staff.flatMap((each) => each.shifts),
  );
  await insertRows(
    tx,
    absences,
    staff.flatMap((each) => each.absences),
  );
  await insertRows(
    tx,
    lanes,
    staff.flatMap((each) => each.lanes),
  );
  return people.length;
}

export async function writeCoverage(tx: Tx, network: Network): Promise<number> {
  const validFrom = Date.parse(`${network.firstDay}T00:00:00Z`);
  const areas = generateCoverage(network, validFrom);
  await insertRows(
    tx,
    coverageAreas,
    areas.map(({ area, ...row }) => ({
      ...row,
      version: 1,
      area: multiPolygonText(area.coordinates),
      validFrom: isoTime(validFrom),
      changedBy: "system",
    })),
  );
  await writeNetworkEvents(tx, network, areas);
  return areas.length;
}

export async function writePlaces(tx: Tx): Promise<number> {
  const all = generatePlaces();
  await insertRows(
    tx,
    places,
    all.places.map(({ lng, lat, ...place }) => ({ ...place, point: pointText(lng, lat) })),
  );
  await insertRows(tx, placeNames, all.names);
  return all.places.length;
}

export async function writeUnmetLookups(tx: Tx, network: Network): Promise<void> {
  await insertRows(tx, unmetLookups, generateUnmetLookups(network.seed, network.anchorDay));
}
