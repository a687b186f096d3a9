import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { queueInput, readAddress } from "@/components/customer/desk/address";
import { Desk } from "@/components/customer/desk/desk";
import { DeskBar } from "@/components/customer/desk/desk-bar";
import { DeskProvider } from "@/components/customer/desk/desk-state";
import type { DeskCenter, Order } from "@/components/customer/desk/types";
import { ClientMessages } from "@/components/shell/client-messages";
import { StaffFrame } from "@/components/shell/staff-frame";
import { VerbProvider } from "@/components/trpc/provider";
import { requireStaff } from "@/server/platform/auth/pages";
import { isAway } from "@/server/platform/away";
import { api } from "@/server/routers/api";
import type { Contexts } from "@/server/routers/contexts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk");
  return { title: t("title") };
}

interface DeskPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The desk, drawn on the server with its queue and the order that the address names. */
export default async function DeskPage({ searchParams }: DeskPageProps) {
  const person = await requireStaff("front_desk", "technician", "manager");
  const given = await searchParams;
  const asked = readAddress((name) => [given[name]].flat()[0]);
  const { customer, location } = await api();
  const centers = await centersOfPerson(person.grants, location);
  // A centre that is not this person's, or no longer there, is left out rather than refused.
  const address = { ...asked, center: centers?.find(({ id }) => id === asked.center)?.id };
  const queue = await customer.workOrders.queue.query(queueInput(address));
  const order = address.order === undefined ? null : await orderOrNull(customer, address.order);
  return (
    <ClientMessages namespaces={["desk"]}>
      <VerbProvider>
        <DeskProvider
          start={{ address, queue, order, centers, identityId: person.identityId, at: Date.now() }}
        >
          <StaffFrame person={person} live={<DeskBar />}>
            <Desk />
          </StaffFrame>
        </DeskProvider>
      </VerbProvider>
    </ClientMessages>
  );
}

/** An order that is gone or another centre's: the pane says so and the queue stays of use. */
async function orderOrNull(customer: Contexts["customer"], id: string): Promise<Order | null> {
  return customer.workOrders.detail.query({ id }).catch(() => null);
}

/** The centres to choose from; null while Location, which knows them, is away: the queue is of use without them. */
async function centersOfPerson(
  grants: Awaited<ReturnType<typeof requireStaff>>["grants"],
  location: Contexts["location"],
): Promise<DeskCenter[] | null> {
  const everywhere = grants.some(({ serviceCenterId }) => serviceCenterId === null);
  const own = new Set(grants.map(({ serviceCenterId }) => serviceCenterId));
  if (!everywhere && own.size === 1) return [];
  try {
    const { serviceCenters } = await location.serviceCenters.list.query({});
    return serviceCenters
      .filter(({ id }) => everywhere || own.has(id))
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name));
  } catch (error) {
    if (isAway(error)) return null;
    throw error;
  }
}
