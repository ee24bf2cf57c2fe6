import assert from "node:assert/strict";
import { Kernel } from "../../tools/notebook/kernel.ts";

Deno.test("Stop ends an endless loop within two seconds and keeps the state", async () => {
  const kernel = await Kernel.start(".");
  try {
    await kernel.execute("let kept = 41;");
    const loop = kernel.execute("while (true) {}");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const start = performance.now();
    await kernel.interrupt();
    const tooLate = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error("it was not stopped")), 5000).unref();
    });
    assert.equal((await Promise.race([loop, tooLate])).status, "error");
    assert.ok(performance.now() - start < 2000);

    assert.equal((await kernel.execute("kept + 1")).status, "ok");
    for (;;) {
      const { type, content } = await kernel.published();
      if (type !== "execute_result") continue;
      assert.deepEqual(content.data, { "text/plain": "42" });
      break;
    }
  } finally {
    await kernel.close();
  }
});
