/** A major version of zod that an n8n instance may offer as `zod`. */
export type ZodVersion = 3 | 4;

/** zod 3.25, which is installed here, brings version 4 along. */
const MODULES: ReadonlyArray<[version: ZodVersion, module: string]> = [
	[3, 'zod/v3'],
	[4, 'zod/v4'],
];

/**
 * Runs the tests of a schema under both versions of zod.
 *
 * @param load imports the module under test: `async () => await import('…')`. It and what it imports are loaded afresh
 * for each version.
 * @param tests declares the tests; `loaded` gives the module from within them, not before
 */
export function describeUnderZod<Module>(
	load: () => Promise<Module>,
	tests: (loaded: () => Module, version: ZodVersion) => void,
): void {
	describe.each(MODULES)('under zod %i', (version, zod) => {
		let module: Module | undefined;
		const loaded = () => {
			if (!module) throw new Error('The module is there only while a test runs');
			return module;
		};

		beforeAll(async () => {
			jest.doMock('zod', () => jest.requireActual<object>(zod));
			await jest.isolateModulesAsync(async () => {
				module = await load();
			});
			jest.dontMock('zod');
		});

		tests(loaded, version);
	});
}
