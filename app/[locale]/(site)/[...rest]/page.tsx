import { notFound } from "next/navigation";

/** Unknown paths below a language get our own page, in that language and inside the site's frame. */
export default function UnknownPage(): never {
  notFound();
}
