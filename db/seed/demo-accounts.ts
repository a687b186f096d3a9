import type { Role } from "@/server/kernel/actor";

export { demoPassword as DEMO_PASSWORD } from "@/server/platform/demo-password";

export type DemoAccount = {
  id: string;
  email: string;
  name: string;
  locale: "en" | "de" | "fr";
  grants: readonly { role: Role; serviceCenterId: string | null }[];
};

const DEMO_CENTER_ID = "be-gent-korenmarkt";

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    id: "0174876e-8000-7000-8000-000000000001",
    email: "desk@gent.demo.mycomputer.example",
    name: "Elise Wouters",
    locale: "en",
    grants: [{ role: "front_desk", serviceCenterId: DEMO_CENTER_ID }],
  },
  {
    id: "0174876e-8000-7000-8000-000000000002",
    email: "technician@gent.demo.mycomputer.example",
    name: "Pieter Claes",
    locale: "en",
    grants: [{ role: "technician", serviceCenterId: DEMO_CENTER_ID }],
  },
  {
    id: "0174876e-8000-7000-8000-000000000003",
    email: "desk@berlin.demo.mycomputer.example",
    name: "Aylin Krüger",
    locale: "de",
    grants: [{ role: "front_desk", serviceCenterId: "de-berlin-oranienstrasse" }],
  },
  {
    id: "0174876e-8000-7000-8000-000000000004",
    email: "manager@demo.mycomputer.example",
    name: "Camille Laurent",
    locale: "en",
    grants: [{ role: "manager", serviceCenterId: null }],
  },
  {
    id: "0174876e-8000-7000-8000-000000000005",
    email: "admin@demo.mycomputer.example",
    name: "Oscar Lindberg",
    locale: "en",
    grants: [{ role: "admin", serviceCenterId: null }],
  },
  {
    id: "0174876e-8000-7000-8000-000000000006",
    email: "stock@gent.demo.mycomputer.example",
    name: "Noor Maes",
    locale: "en",
    grants: [{ role: "stock_keeper", serviceCenterId: DEMO_CENTER_ID }],
  },
];
