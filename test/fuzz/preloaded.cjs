'use strict';
const { writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');

/** What hostile data could change for everything else in the process. */
const WATCHED = {
	Object,
	Array,
	Function,
	String,
	Number,
	Boolean,
	Map,
	Set,
	Promise,
	Error,
	Buffer,
};

/** @returns {Map<string, unknown>} the value, or the getter, of each property by its full name */
function properties() {
	return new Map(
		Object.entries(WATCHED).flatMap(([name, { prototype }]) =>
			Reflect.ownKeys(prototype).map((key) => {
				const { value, get } = Object.getOwnPropertyDescriptor(prototype, key);
				return [`${name}.prototype.${String(key)}`, get ?? value];
			}),
		),
	);
}

// n8n passes its environment on to processes of its own, which hold nothing of the package.
if (process.argv[2] === 'start') {
	let before = properties();
	/** Answers the names of what has changed since the last request, one a line. */
	const server = createServer((_request, response) => {
		const now = properties();
		const names = new Set([...before.keys(), ...now.keys()]);
		response.end([...names].filter((name) => before.get(name) !== now.get(name)).join('\n'));
		before = now;
	});
	server.listen(0, '127.0.0.1', () => {
		const file = join(process.env.N8N_USER_FOLDER, 'prototypes.port');
		writeFileSync(file, String(server.address().port));
	});
	server.unref();
}
