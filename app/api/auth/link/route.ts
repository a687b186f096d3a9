export { handleLinkRequest as POST } from "@/server/platform/auth/link-request";
