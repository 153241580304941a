/** @type {import('jest').Config} */
const base = {
	testEnvironment: 'node',
	transform: {
		'\\.ts$': [
			'@swc/jest',
			{
				jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
				module: { type: 'commonjs' },
			},
		],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/host/'],
};

module.exports = {
	projects: ['unit', 'integration', 'e2e'].map((name) => ({
		...base,
		displayName: name,
		testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	})),
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text', 'text-summary'],
	coverageThreshold: {
		'./nodes/': { lines: 95 },
		'./credentials/': { lines: 95 },
	},
};
