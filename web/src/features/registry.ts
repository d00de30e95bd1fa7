/** What the features bring to the shell. One line adds or removes one. */
import type { Feature } from "~/lib/feature";
import { homeFeature } from "./home/feature";

export const features: readonly Feature[] = [homeFeature];
