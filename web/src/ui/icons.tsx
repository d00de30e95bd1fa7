/** The icons: one hand, one stroke, 20 by 20. Decoration by default; whoever gives one a label makes it speak. */
import type { SVGProps } from "react";

export interface IconProps extends Omit<SVGProps<SVGSVGElement>, "ref"> {
  label?: string;
}
export type Icon = (props: IconProps) => React.JSX.Element;

function icon(path: string): Icon {
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each icon, when the module is loaded
  return function DrawnIcon({ label, className, ...rest }: IconProps) {
    return (
      <svg
        viewBox="0 0 20 20"
        width="20"
        height="20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        className={`shrink-0 ${className ?? ""}`}
        {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
        {...rest}
      >
        <path d={path} />
      </svg>
    );
  };
}

export const TuneIcon = icon(
  "M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
);
export const HomeIcon = icon("M3 9.2 10 3.5l7 5.7M5 8v8.5h10V8M8.2 16.5v-5h3.6v5");
export const PeopleIcon = icon(
  "M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c.4-3 2.5-4.7 5.5-4.7s5.1 1.7 5.5 4.7M13 3.8a2.8 2.8 0 0 1 0 5.4M15 12.2c1.7.6 2.7 2.1 3 4.3",
);
export const PersonIcon = icon(
  "M10 9.7a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6ZM3.8 17c.5-3.2 2.9-5 6.2-5s5.7 1.8 6.2 5",
);
export const KeyIcon = icon(
  "M12.5 11a4 4 0 1 0-3.6-2.2L3 14.7V17h3v-2h2v-2h1.2l1.6-2.3c.5.2 1.1.3 1.7.3ZM13.5 6.5h.01",
);
export const ShieldIcon = icon(
  "M10 2.8 4 5v4.5c0 3.7 2.5 6.3 6 7.7 3.5-1.4 6-4 6-7.7V5l-6-2.2ZM7.5 9.8l1.8 1.8 3.4-3.6",
);
export const GearIcon = icon(
  "M10 12.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM8.7 2.8h2.6l.4 2 1.6.9 1.9-.7 1.3 2.3-1.5 1.3v1.8l1.5 1.3-1.3 2.3-1.9-.7-1.6.9-.4 2H8.7l-.4-2-1.6-.9-1.9.7-1.3-2.3L5 10.4V8.6L3.5 7.3 4.8 5l1.9.7 1.6-.9.4-2Z",
);
export const ListIcon = icon("M7 5h10M7 10h10M7 15h10M3.5 5h.01M3.5 10h.01M3.5 15h.01");
export const BookIcon = icon(
  "M4 4.5A1.5 1.5 0 0 1 5.5 3H16v11H5.5A1.5 1.5 0 0 0 4 15.5m0-11v11A1.5 1.5 0 0 0 5.5 17H16v-3",
);
export const AgentIcon = icon("M4.5 7.5h11v8h-11v-8ZM10 7.5V4M10 4h.01M7.5 11v1M12.5 11v1M2.5 10.5v2M17.5 10.5v2");
export const JobIcon = icon("M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4l2.7 2");
export const HealthIcon = icon("M2.5 10.5h3l2-5 3.5 9.5 2.3-6 1 1.5h3.2");
export const BellIcon = icon("M5 13.5V9a5 5 0 0 1 10 0v4.5l1.5 1.5h-13L5 13.5ZM8.3 17.2c.8.7 2.6.7 3.4 0M10 4V2.7");
export const SearchIcon = icon("M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 17 17");
export const MenuIcon = icon("M3 5.5h14M3 10h14M3 14.5h14");
export const CloseIcon = icon("m5 5 10 10M15 5 5 15");
export const CheckIcon = icon("m4 10.5 4 4 8-9");
export const PlusIcon = icon("M10 4v12M4 10h12");
export const MinusIcon = icon("M4 10h12");
export const ChevronDownIcon = icon("m5 7.5 5 5 5-5");
export const ChevronRightIcon = icon("m7.5 5 5 5-5 5");
export const ChevronLeftIcon = icon("m12.5 5-5 5 5 5");
export const UpDownIcon = icon("m6.5 8 3.5-3.5L13.5 8M6.5 12l3.5 3.5 3.5-3.5");
export const SortUpIcon = icon("M10 15.5v-11M6 8.5l4-4 4 4");
export const SortDownIcon = icon("M10 4.5v11M6 11.5l4 4 4-4");
export const MoreIcon = icon("M4.5 10h.01M10 10h.01M15.5 10h.01");
export const EyeIcon = icon(
  "M2 10s2.8-5 8-5 8 5 8 5-2.8 5-8 5-8-5-8-5ZM10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6Z",
);
export const EyeOffIcon = icon(
  "M8 5.3A8.5 8.5 0 0 1 10 5c5.2 0 8 5 8 5a13 13 0 0 1-2.3 2.8M12 14.7A8 8 0 0 1 10 15c-5.2 0-8-5-8-5a12.5 12.5 0 0 1 3.3-3.6M3 3l14 14M8.4 8.4a2.3 2.3 0 0 0 3.2 3.2",
);
export const CopyIcon = icon("M7.5 7.5h9v9h-9v-9ZM12.5 7.5v-4h-9v9h4");
export const LinkIcon = icon(
  "M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 1 0-4.2-4.2L10.3 5.5M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 1 0 4.2 4.2l1.2-1.2",
);
export const MailIcon = icon("M3 5h14v10H3V5ZM3.5 5.5 10 11l6.5-5.5");
export const WarnIcon = icon("M10 3 2.5 16.5h15L10 3ZM10 8v4M10 14.3h.01");
export const InfoIcon = icon("M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9.3v4M10 6.7h.01");
export const GoodIcon = icon("M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7 10.2l2.2 2.2L13.2 8");
export const DangerIcon = icon("M7 3h6l4 4v6l-4 4H7l-4-4V7l4-4ZM10 6.5v4M10 13.3h.01");
export const LockIcon = icon("M5 9h10v8H5V9ZM7 9V6.5a3 3 0 0 1 6 0V9M10 12.3v1.5");
export const OfflineIcon = icon(
  "M3 3l14 14M4.5 9.5c1-1 2.2-1.7 3.5-2.1M15.5 9.5a8.3 8.3 0 0 0-3-1.9M7 12.5a4.5 4.5 0 0 1 4.2-1.1M10 15.5h.01M2 6.8A12 12 0 0 1 4.5 5M18 6.8a11.8 11.8 0 0 0-8.5-2.6",
);
export const DownloadIcon = icon("M10 3v10M6 9.5l4 4 4-4M3.5 16.5h13");
export const UploadIcon = icon("M10 14V4M6 7.5l4-4 4 4M3.5 16.5h13");
export const TrashIcon = icon("M3.5 5.5h13M8 5.5V3.5h4v2M5 5.5l.8 11h8.4l.8-11M8.5 9v4.5M11.5 9v4.5");
export const EditIcon = icon("m4 16 .8-3.5L13.5 3.8l2.7 2.7-8.7 8.7L4 16ZM11.5 5.8l2.7 2.7");
export const RefreshIcon = icon(
  "M16.5 8.5A6.8 6.8 0 0 0 4 7M3.5 3.5V7.3H7.3M3.5 11.5A6.8 6.8 0 0 0 16 13M16.5 16.5v-3.8h-3.8",
);
export const FilterIcon = icon("M3 5h14l-5.5 6v5l-3-1.5V11L3 5Z");
export const SunIcon = icon(
  "M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 2.5v1.3M10 16.2v1.3M2.5 10h1.3M16.2 10h1.3M4.7 4.7l.9.9M14.4 14.4l.9.9M4.7 15.3l.9-.9M14.4 5.6l.9-.9",
);
export const MoonIcon = icon("M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3Z");
export const ScreenIcon = icon("M3 4h14v9.5H3V4ZM7 17h6M10 13.5V17");
export const SignOutIcon = icon("M12 4H4.5v12H12M8.5 10h9M14.5 7l3 3-3 3");
export const GlobeIcon = icon(
  "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM3 10h14M10 3c2 2 2.8 4.5 2.8 7s-.8 5-2.8 7c-2-2-2.8-4.5-2.8-7S8 5 10 3Z",
);
export const BuildingIcon = icon(
  "M4 17V5.5L10 3l6 2.5V17M2.5 17h15M8 17v-3.5h4V17M7.5 8h.01M12.5 8h.01M7.5 10.8h.01M12.5 10.8h.01",
);
export const KeyboardIcon = icon("M2.5 5.5h15v9h-15v-9ZM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.5h7");
export const UndoIcon = icon("M4 8h8a4 4 0 0 1 0 8H7M4 8l3.5-3.5M4 8l3.5 3.5");
export const PlayIcon = icon("M6 4v12l9.5-6L6 4Z");
export const PauseIcon = icon("M7 4.5v11M13 4.5v11");
export const SpinnerIcon = icon("M10 3a7 7 0 1 1-7 7");
