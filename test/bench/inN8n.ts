/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on the developer's machine, never inside n8n */
import { ensureHost, type Host } from '../support/host';
import { buildAndPack } from '../support/pack';
import { makeTempFolder, removeFolder } from '../support/userFolder';
import { print } from './result';

/** Names the packed package, where it is built already. */
export const TARBALL = 'BENCH_TARBALL';

/** What is to be undone when the measuring has ended, whichever way. */
export type OnEnd = (undo: () => Promise<unknown>) => void;

/** The pinned n8n, and the package to install in it. */
export interface Stage {
	readonly host: Host;
	readonly tarball: string;
	readonly onEnd: OnEnd;
}

/** Prepares what an n8n is started with, measures, and undoes what was done, the last first. */
export async function onStage<T>(measure: (stage: Stage) => Promise<T>): Promise<T> {
	const undos: Array<() => Promise<unknown>> = [];
	const onEnd: OnEnd = (undo) => undos.unshift(undo);
	try {
		const host = await ensureHost(print);
		return await measure({ host, tarball: await packed(onEnd), onEnd });
	} finally {
		for (const undo of undos) await undo();
	}
}

async function packed(onEnd: OnEnd): Promise<string> {
	const given = process.env[TARBALL];
	if (given) return given;
	const folder = await makeTempFolder();
	onEnd(async () => await removeFolder(folder));
	return (await buildAndPack(folder)).tarball;
}
