/** What may come with a device. A fixed list: it stands in events for good, so nobody can write a name into it. */
export const accessories = [
  "charger",
  "cable",
  "adapter",
  "case",
  "stylus",
  "mouse",
  "keyboard",
  "controller",
  "sd_card",
  "sim_card",
  "disc",
  "box",
] as const;
