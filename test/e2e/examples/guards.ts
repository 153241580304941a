/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { chmod } from 'node:fs/promises';
import { connect } from 'node:net';

import { preparePostgres, USER } from '../../fleet/postgres';
import { findPrograms, type Programs } from '../../fleet/programs';
import { prepareRedis } from '../../fleet/redis';
import type { Server } from '../../fleet/server';
import { errorOf, itemsOf } from '../../support/executions';
import { freePort } from '../../support/ports';
import { makeTempFolder, removeFolder } from '../../support/userFolder';
import type { OpenExample, Stage } from '../stage';
import { sendStandard, WHSEC } from './standardWebhooks';

const TRIGGER = 'Signed Webhook Trigger';
const DATABASE_NUMBER = 1;
const event = { type: 'invoice.paid', timestamp: new Date().toISOString(), data: { id: 1 } };

/** The copy of an event that another process took is stopped by Redis. */
export async function guardRedis(stage: Stage): Promise<void> {
	await withServer(async (programs, folder, port) => {
		const redis = programs && prepareRedis(programs, folder, port);
		await redis?.start();
		const credential = await stage.credential('redis', {
			...{ host: '127.0.0.1', port, password: redis?.password ?? '', user: '' },
			...{ database: DATABASE_NUMBER, ssl: false },
		});
		const example = await stage.open('guard-redis', {
			[`${TRIGGER}, Credential`]: await secretOn(stage),
			'Count, Credential': credential,
			'Remember Execution, Credential': credential,
			'Whose Is It, Credential': credential,
		});
		if (!redis) return await failsWithoutServer(example);
		const key = `webhook:${example.id}:msg_other`;
		await tellRedis(port, [
			`AUTH ${redis.password}`,
			`SELECT ${DATABASE_NUMBER}`,
			`INCR ${key}`,
			`SET ${key}:execution 0`,
		]);
		await letsThroughOnlyNew(example);
		return redis;
	});
}

/** The copy of an event that another process took is stopped by PostgreSQL. */
export async function guardPostgres(stage: Stage): Promise<void> {
	await withServer(async (programs, folder, port) => {
		const postgres = programs && (await preparePostgres(programs, folder, port));
		await postgres?.start();
		const credential = await stage.credential('postgres', {
			...{ host: '127.0.0.1', port, password: postgres?.password ?? '' },
			...{ user: USER, database: USER, ssl: 'disable' },
		});
		const example = await stage.open('guard-postgres', {
			[`${TRIGGER}, Credential`]: await secretOn(stage),
			'Claim, Credential': credential,
			'Table, Credential': credential,
		});
		if (!postgres) return await failsWithoutServer(example);
		await stage.rest.executeWorkflow(example.id, 'Every Day');
		await example.ran(1);
		await postgres.query(`INSERT INTO webhook_events VALUES ('${example.id}', 'msg_other', '0')`);
		await letsThroughOnlyNew(example, 1);
		return postgres;
	});
}

/** Where PostgreSQL and Redis are not installed, the workflow is imported and published, and its executions fail. */
async function failsWithoutServer(example: OpenExample): Promise<undefined> {
	await sendStandard(example.productionUrl(TRIGGER), 'msg_new', event);
	const [execution] = await example.ran(1);
	expect(execution && errorOf(execution)).toMatch(/connect/i);
}

async function letsThroughOnlyNew(example: OpenExample, before = 0): Promise<void> {
	const url = example.productionUrl(TRIGGER);
	await sendStandard(url, 'msg_new', event);
	await example.ran(before + 1);
	await sendStandard(url, 'msg_other', event);
	const [fresh, copy] = (await example.ran(before + 2)).slice(before);

	expect(fresh && itemsOf(fresh, 'Your Steps')).toEqual([
		{ ...event, delivery: expect.objectContaining({ id: 'msg_new' }) as object },
	]);
	expect(copy && itemsOf(copy, 'Your Steps')).toEqual([]);
	expect(copy && itemsOf(copy, 'A Copy')).toHaveLength(1);
}

async function secretOn(stage: Stage) {
	return await stage.credential('webhookSigningSecretApi', { secret: WHSEC });
}

/** Runs a test with a folder and a port for a server, which it returns to have it ended. */
async function withServer(
	test: (
		programs: Programs | undefined,
		folder: string,
		port: number,
	) => Promise<Server | undefined>,
): Promise<void> {
	const folder = await makeTempFolder();
	let server: Server | undefined;
	try {
		await chmod(folder, 0o711);
		server = await test(installed(), folder, await freePort());
	} finally {
		await server?.kill();
		await removeFolder(folder);
	}
}

function installed(): Programs | undefined {
	try {
		return findPrograms();
	} catch {
		return undefined;
	}
}

async function tellRedis(port: number, commands: readonly string[]): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('error', reject);
		socket.once('close', () => resolve());
		socket.end([...commands, 'QUIT', ''].join('\r\n'));
		socket.resume();
	});
}
