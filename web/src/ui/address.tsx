/** An e-mail address, which may be longer than a line: it breaks where it reads best, and anywhere only as a last resort. */
import { Fragment } from "react";

export function Address({ value }: { value: string }) {
  return (
    <span className="wrap-anywhere">
      {value.split(/(?<=[.@_+-])/).map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an address never change their order
        <Fragment key={place}>
          {place > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
