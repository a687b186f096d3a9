export { Lost as default } from "@/components/shell/lost";
