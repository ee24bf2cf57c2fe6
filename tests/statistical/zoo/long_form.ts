const { state } = Deno.permissions.querySync({
  name: "env",
  variable: "STRESS",
});

/** Whether `deno task stress` is running; other runs may not read variables. */
export const isLong = state === "granted" && Deno.env.get("STRESS") === "1";
