/** Whether fewer than the given seconds have passed since they were first given. */
import { useEffect, useState } from "react";

export function useWaiting(seconds: number | null): boolean {
  const [over, setOver] = useState<number | null>(null);
  useEffect(() => {
    if (seconds === null) return;
    const timer = setTimeout(() => setOver(seconds), seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return seconds !== null && seconds > 0 && over !== seconds;
}
