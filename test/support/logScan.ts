/** One line of n8n's JSON log. */
interface LogEntry {
	level?: string;
	message?: string;
}

const OURS = /signed-webhooks|missive|openwork|conversation|signed ?webhook|webhook|trigger/i;
/** n8n's own answer to whoever calls a webhook of an inactive workflow. */
const NOT_ACTIVE = /The requested webhook .* is not registered/;
const BAD_PLAIN_LINE = /unhandled|uncaught|TypeError|ReferenceError|Cannot find module/;

/**
 * The lines of n8n's log (N8N_LOG_FORMAT=json) that tell of trouble with this package: errors about it or about any
 * webhook, warnings that name it, and what a crash prints.
 *
 * @param foreign folders whose path holds the package's name without being the package
 */
export function problemsInLog(log: string, foreign: string[]): string[] {
	const withoutFolders = foreign.reduce((text, folder) => text.replaceAll(folder, ''), log);
	return withoutFolders.split('\n').filter((line) => {
		if (!line.startsWith('{')) return BAD_PLAIN_LINE.test(line);
		const { level } = parse(line);
		if (level === 'error') return OURS.test(line) && !NOT_ACTIVE.test(line);
		return level === 'warn' && /n8n-nodes-signed-webhooks/.test(line);
	});
}

function parse(line: string): LogEntry {
	try {
		return JSON.parse(line) as LogEntry;
	} catch {
		return { level: 'error' };
	}
}
