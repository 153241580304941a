import type { Simulator } from '../../simulators';

const open: Simulator[] = [];

/** Starts a simulator that `closeAll` will close. */
export async function opened<T extends Simulator>(starting: Promise<T>): Promise<T> {
	const simulator = await starting;
	open.push(simulator);
	return simulator;
}

/** For `afterEach`: closes whatever the test opened. */
export async function closeAll(): Promise<void> {
	await Promise.all(open.splice(0).map(async (simulator) => await simulator.close()));
}
