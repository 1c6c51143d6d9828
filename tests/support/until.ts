/**
 * Polls until `condition` gives something true, and gives that back.
 * @throws Error naming `what` once the deadline has passed
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  deadlineMilliseconds = 30_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + deadlineMilliseconds;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
