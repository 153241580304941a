let clock: jest.SpyInstance<number, []> | undefined;

afterEach(() => {
	clock?.mockRestore();
	clock = undefined;
});

/** Sets the clock forward, until the end of the test. */
export function afterMs(ms: number): void {
	const now = Date.now() + ms;
	clock ??= jest.spyOn(Date, 'now');
	clock.mockReturnValue(now);
}
