/** Signs in to every demo account. Demo accounts exist in demo mode only; a production start refuses them. */
export const demoPassword = "demo-repair-2026";
