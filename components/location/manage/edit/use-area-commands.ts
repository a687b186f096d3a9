"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemOf } from "@/components/trpc/problem";
import { useTRPC, useTRPCClient } from "@/components/trpc/provider";
import { showToast } from "@/components/ui/toast";
import { useProblemText } from "@/components/ui/use-problem-text";
import type { AreaDetail } from "../facts";
import { type Shape, squareKilometers } from "./shape";

interface Change {
  area: AreaDetail;
  expectedVersion: number;
  shape: Shape;
  priority: number;
  feeMinor: number;
  cutAtBorder?: boolean;
}

/** Saves areas and takes them back; afterwards tables, tiles and lookups are asked for anew. */
export function useAreaCommands() {
  const t = useTranslations("manage");
  const textOf = useProblemText();
  const { location } = useTRPC();
  const verbs = useTRPCClient().location.coverage;
  const queries = useQueryClient();
  /** The newest coverage that this screen knows of. */
  const [revision, setRevision] = useState(0);
  const [undoing, setUndoing] = useState(false);

  async function saw(newRevision: number) {
    setRevision(newRevision);
    await queries.invalidateQueries(location.pathFilter());
  }

  /** Takes the newest version back, or brings an older one back in its place. */
  async function undo(areaId: string, expectedVersion: number, version?: number) {
    setUndoing(true);
    try {
      const answer = await verbs.undo.mutate({ areaId, expectedVersion, version });
      await saw(answer.revision);
      showToast({ title: t("edit.undone") });
    } catch (error) {
      showToast({ title: textOf(problemOf(error).code), tone: "stop" });
      await queries.invalidateQueries(location.pathFilter());
    }
    setUndoing(false);
  }

  /** Throws what the verb refuses with. */
  async function save({ area, shape, ...change }: Change) {
    const { areaId, method, city } = area;
    const saved = await verbs.saveArea.mutate({
      areaId,
      ...change,
      area: { type: "MultiPolygon", coordinates: shape as [number, number][][][] },
    });
    await saw(saved.revision);
    const values = { method: t(`methods.${method}`), city, size: Math.round(squareKilometers(shape)) };
    showToast({
      title: t("edit.saved"),
      text: t("edit.savedText", values),
      action: { label: t("edit.takeBack"), onPress: () => undo(areaId, saved.version) },
    });
  }

  /** The newest version of an area, which somebody else saved; whatever shows the former one learns of it. */
  async function newest(areaId: string): Promise<AreaDetail> {
    const found = await verbs.area.query({ areaId });
    await queries.invalidateQueries(location.pathFilter());
    return found;
  }

  return { revision, undo, undoing, save, newest };
}

export type AreaCommands = ReturnType<typeof useAreaCommands>;
