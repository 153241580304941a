/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import type { Certificate } from '../support/certificate';
import { owner, RestClient } from '../support/rest';

/** What the global setup hands to the tests. */
export interface SharedWithTests {
	/** The n8n that all tests share. */
	url: string;
	/** The packed package, for tests that start an n8n of their own. */
	tarball: string;
	/** For simulators that have to be at an HTTPS address: that n8n takes it for genuine. */
	certificate: Certificate;
}

const VARIABLE = 'SIGNED_WEBHOOKS_E2E';

export function shareWithTests(shared: SharedWithTests): void {
	process.env[VARIABLE] = JSON.stringify(shared);
}

export function sharedWithTests(): SharedWithTests {
	return JSON.parse(process.env[VARIABLE] ?? '{}') as SharedWithTests;
}

/** The REST API of the shared n8n, logged in. */
export async function signInToShared(): Promise<RestClient> {
	const rest = new RestClient(sharedWithTests().url);
	await rest.signIn(owner);
	return rest;
}
