/** Loads modules anew, with a memory of their own: as another process of n8n, or the same after a restart, does. */
export function inAnotherProcess<T>(load: () => T): T {
	let loaded: T | undefined;
	jest.isolateModules(() => {
		loaded = load();
	});
	return loaded as T;
}
