const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

// n8n-core keeps settings in a folder of its own and logs to the console; the tests leave neither behind.
process.env.N8N_USER_FOLDER = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-signed-webhooks-'));
process.env.N8N_LOG_LEVEL = 'silent';
process.on('exit', () => rmSync(process.env.N8N_USER_FOLDER, { recursive: true, force: true }));

/** @type {import('jest').Config} */
const base = {
	testEnvironment: 'node',
	transform: {
		// jose is made of ES modules alone.
		'\\.ts$|/node_modules/jose/.*\\.js$': [
			'@swc/jest',
			{
				jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
				module: { type: 'commonjs' },
			},
		],
	},
	transformIgnorePatterns: ['/node_modules/(?!jose/)'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/test/host/'],
};

const patient = {
	setupFilesAfterEnv: [
		'<rootDir>/test/support/timeout.ts',
		'<rootDir>/test/support/asyncStorages.ts',
	],
};

/** One n8n for all end-to-end tests. Jest takes no testTimeout per project. */
const perProject = {
	unit: patient,
	integration: patient,
	e2e: {
		globalSetup: '<rootDir>/test/e2e/globalSetup.ts',
		globalTeardown: '<rootDir>/test/e2e/globalTeardown.ts',
		setupFilesAfterEnv: ['<rootDir>/test/e2e/timeout.ts'],
	},
	// n8n's editor in a browser: `npm run test:ui`.
	ui: {
		globalSetup: '<rootDir>/test/ui/globalSetup.ts',
		globalTeardown: '<rootDir>/test/e2e/globalTeardown.ts',
		setupFilesAfterEnv: ['<rootDir>/test/e2e/timeout.ts'],
		testMatch: ['<rootDir>/test/ui/walks/*.ts'],
	},
};

module.exports = {
	projects: ['unit', 'integration', 'e2e', 'ui'].map((name) => ({
		...base,
		displayName: name,
		testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
		...perProject[name],
	})),
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text', 'text-summary'],
	coverageThreshold: {
		'./nodes/': { lines: 95 },
		'./credentials/': { lines: 95 },
	},
};
