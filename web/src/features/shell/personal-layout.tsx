/** Pages of one's own, outside of any organisation. */
import { Outlet } from "@tanstack/react-router";
import { Shell } from "./shell";

export function PersonalLayout() {
  return (
    <Shell organisation={null}>
      <Outlet />
    </Shell>
  );
}
