/** What an API answered; `json` is undefined for an empty body. */
export interface Called {
	status: number;
	headers: Headers;
	json: unknown;
}

/** Calls an API with a bearer token and a JSON body. Rejects when the connection breaks. */
export async function call(
	method: string,
	url: string,
	options: { token?: string; body?: unknown; signal?: AbortSignal } = {},
): Promise<Called> {
	const { token, body, signal } = options;
	const response = await fetch(url, {
		method,
		signal,
		headers: {
			'Content-Type': 'application/json',
			...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	const json: unknown = text === '' ? undefined : JSON.parse(text);
	return { status: response.status, headers: response.headers, json };
}
