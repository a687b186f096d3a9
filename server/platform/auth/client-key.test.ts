import { expect, test } from "vitest";
import { clientKeyOf } from "./client-key";

test("without proxies the client is the peer, whatever was sent", () => {
  expect(clientKeyOf("203.0.113.9", 0)).toBe("203.0.113.9");
  expect(clientKeyOf("1.1.1.1, 2.2.2.2, 203.0.113.9", 0)).toBe("203.0.113.9");
});

test("each trusted proxy moves one entry to the left, and no further", () => {
  expect(clientKeyOf("6.6.6.6, 198.51.100.4, 10.0.0.1", 1)).toBe("198.51.100.4");
  expect(clientKeyOf("6.6.6.6, 198.51.100.4, 10.0.0.2, 10.0.0.1", 2)).toBe("198.51.100.4");
});

test("a request that skipped the proxies is nobody in particular", () => {
  expect(clientKeyOf("10.0.0.1", 1)).toBe("unknown");
});

test("one household's IPv6 addresses are one client", () => {
  expect(clientKeyOf("2001:db8:1:2:aaaa::1", 0)).toBe("2001:db8:1:2::/64");
  expect(clientKeyOf("2001:0DB8:0001:0002:ffff:ffff:ffff:ffff", 0)).toBe("2001:db8:1:2::/64");
  expect(clientKeyOf("[2001:db8:1:2::7]:4711", 0)).toBe("2001:db8:1:2::/64");
  expect(clientKeyOf("2001:db8:1:3::7", 0)).not.toBe(clientKeyOf("2001:db8:1:2::7", 0));
  expect(clientKeyOf("::1", 0)).toBe("0:0:0:0::/64");
});

test("an IPv4 address has one name in all its notations", () => {
  for (const entry of ["192.0.2.7", "192.0.2.7:80", "::ffff:192.0.2.7", "::ffff:c000:207"]) {
    expect(clientKeyOf(entry, 0), entry).toBe("192.0.2.7");
  }
});

test.each([
  null,
  undefined,
  "",
  "unknown",
  "256.1.1.1",
  "01.2.3.4",
  "1.2.3",
  "2001:db8:::1",
  "1:2:3:4:5:6:7:8:9",
  "12345::",
  "::g",
  "_hidden",
  "' or 1=1",
])("%j is no address", (entry) => {
  expect(clientKeyOf(entry, 0)).toBe("unknown");
});
