/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on the developer's machine, never inside n8n */
import { join } from 'node:path';

/** What `nginx.conf` has around the files of its `conf.d`: all that nginx writes stands in the folder. */
export function aroundNginx(folder: string, servers: string): string {
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
	return [
		'daemon off;',
		'worker_processes 2;',
		...(process.getuid?.() === 0 ? ['user root;'] : []),
		`pid ${join(folder, 'nginx.pid')};`,
		'error_log stderr;',
		'events {}',
		'http {',
		'access_log off;',
		...temporary.map((name) => `${name}_temp_path ${join(folder, name)};`),
		servers,
		'}',
		'',
	].join('\n');
}
