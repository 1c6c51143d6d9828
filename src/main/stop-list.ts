/** What has been started, stopped in the opposite order; one that fails does not keep the others. */
export class StopList {
  private readonly stops: { name: string; stop: () => Promise<void> | void }[] = [];

  add(name: string, stop: () => Promise<void> | void): void {
    this.stops.push({ name, stop });
  }

  /** @throws AggregateError naming what could not be stopped */
  async run(): Promise<void> {
    const failures: Error[] = [];
    for (let next = this.stops.pop(); next; next = this.stops.pop()) {
      try {
        await next.stop();
      } catch (cause) {
        failures.push(new Error(`${next.name} could not be stopped`, { cause }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "not everything could be stopped");
  }
}
