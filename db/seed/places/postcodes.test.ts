import { expect, test } from "vitest";
import { columnsOf, parsePostcode, postcodeId, postcodeSearches } from "./postcodes";

const HEADER = "country\tpostcode\tplace\tstate\tlatitude\tlongitude";

test("a file with a header and a GeoNames file are both understood", () => {
  const own = columnsOf(HEADER);
  expect(own.isHeader).toBe(true);
  expect(parsePostcode("BE\t9000\tGent\tFlanders\t51.05\t3.7167", own.columns)).toEqual({
    country: "BE",
    postcode: "9000",
    place: "Gent",
    region: "Flanders",
    lat: 51.05,
    lng: 3.7167,
  });
  const line = "AT\t1070\tWien\tWien\t09\tWien\t900\tWien\t90001\t48.2\t16.35\t4";
  const geonames = columnsOf(line);
  expect(geonames.isHeader).toBe(false);
  expect(parsePostcode(line, geonames.columns)).toMatchObject({ postcode: "1070", lat: 48.2, lng: 16.35 });
});

test("another kind of file is refused with what is wanted", () => {
  expect(() => columnsOf("name,zip")).toThrow("country, postcode, place, state, latitude, longitude");
});

test("a line that can't be used says why", () => {
  const { columns } = columnsOf(HEADER);
  expect(parsePostcode("BE\t9000\tGent\t\t151\t3.7", columns)).toEqual({
    problem: "the coordinates are not on Earth",
  });
  expect(parsePostcode("BE\t9000\tGent\t\t\t", columns)).toEqual({
    problem: "the coordinates are not on Earth",
  });
  expect(parsePostcode("be\t9000\tGent\t\t51\t3.7", columns)).toEqual({
    problem: "the country is not two capital letters",
  });
});

test("a postcode is found with and without its space", () => {
  const { columns } = columnsOf(HEADER);
  const parsed = parsePostcode("NL\t1053 DJ\tAmsterdam\tNoord-Holland\t52.3\t4.8", columns);
  if ("problem" in parsed) throw new Error(parsed.problem);
  expect(postcodeSearches(parsed)).toEqual(["1053 dj amsterdam", "1053dj amsterdam"]);
  expect(postcodeId(parsed)).toBe("postcode-nl-1053-dj-amsterdam");
});
