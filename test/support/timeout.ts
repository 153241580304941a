// Property tests take seconds, and some times that on a busy machine. Nothing waits for it: time itself is injected.
jest.setTimeout(30_000);
