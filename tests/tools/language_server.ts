/** The Deno language server, started and asked as the extension denoland.vscode-deno does it. */

import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import * as lsp from "vscode-languageserver-protocol/node";

type Json = Record<string, unknown>;

/** `.vscode/settings.json` of a folder; its comments are lines of their own. */
export function readSettings(root: string): Json {
  const text = Deno.readTextFileSync(join(root, ".vscode/settings.json"));
  return JSON.parse(text.replace(/^\s*\/\/.*$/gm, ""));
}

/** What the extension sends where nothing is set and the server would take something else. */
const defaults = {
  "deno.codeLens.test": false,
  "deno.suggest.imports.hosts": { "https://deno.land": true },
};

/** The settings below `deno.`, as the object that is sent. */
function denoSection(settings: Json): Json {
  const section: Json = {};
  for (const [key, value] of Object.entries({ ...defaults, ...settings })) {
    const names = key.split(".");
    if (names.shift() !== "deno") continue;
    const last = names.pop()!;
    let place = section;
    for (const name of names) place = (place[name] ??= {}) as Json;
    place[last] = value;
  }
  return section;
}

/** What VS Code says of itself, as far as the answers depend on it. */
const capabilities: lsp.ClientCapabilities = {
  workspace: { configuration: true, workspaceFolders: true },
  textDocument: {
    completion: { completionItem: { documentationFormat: ["markdown"] } },
    definition: { linkSupport: true },
    diagnostic: {},
    hover: { contentFormat: ["markdown"] },
    signatureHelp: {
      signatureInformation: { documentationFormat: ["markdown"] },
    },
  },
  notebookDocument: { synchronization: {} },
  experimental: { testingApi: true },
};

/** A file with tests that the server has found. */
export interface TestModule {
  textDocument: lsp.TextDocumentIdentifier;
  tests: { label: string }[];
}

/** A server for one folder, with the settings that are in it. */
export class LanguageServer implements AsyncDisposable {
  readonly testModules: TestModule[] = [];
  /** How the tests that were run went. */
  readonly testProgress: string[] = [];
  log = "";

  readonly #settings: Json;
  readonly #child: ReturnType<typeof spawn>;
  readonly connection: lsp.ProtocolConnection;

  private constructor(readonly root: string, environment: object) {
    this.#settings = readSettings(root);
    // The set-up, which runs the tests, has this variable; the reader's VS Code has not.
    const { DENO_NO_UPDATE_CHECK: _, ...inherited } = process.env;
    this.#child = spawn(
      join(root, String(this.#settings["deno.path"])),
      ["lsp"],
      {
        cwd: root,
        env: {
          ...inherited,
          ...environment,
          ...this.#settings["deno.env"] as object,
        },
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
    this.#child.stderr!.on("data", (text) => this.log += text);
    this.connection = lsp.createProtocolConnection(
      new lsp.StreamMessageReader(this.#child.stdout!),
      new lsp.StreamMessageWriter(this.#child.stdin!),
    );
  }

  static async start(root: string, environment = {}): Promise<LanguageServer> {
    const server = new LanguageServer(root, environment);
    await server.#initialize();
    return server;
  }

  async #initialize(): Promise<void> {
    const section = denoSection(this.#settings);
    const connection = this.connection;
    connection.onRequest(
      lsp.ConfigurationRequest.type,
      ({ items }) =>
        items.map(({ section: name }) => name === "deno" ? section : null),
    );
    connection.onRequest(lsp.RegistrationRequest.type, () => {});
    connection.onNotification("deno/testModule", (module: TestModule) => {
      this.testModules.push(module);
    });
    connection.onNotification("deno/testRunProgress", ({ message }) => {
      this.testProgress.push(message.type);
    });
    connection.listen();
    const uri = String(pathToFileURL(this.root));
    await connection.sendRequest(lsp.InitializeRequest.type, {
      processId: Deno.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: "course" }],
      capabilities,
      initializationOptions: section,
    });
    await connection.sendNotification(lsp.InitializedNotification.type, {});
  }

  /** Opens a file, with the first of which the server begins to look for tests. */
  async open(path: string): Promise<lsp.TextDocumentIdentifier> {
    const uri = String(pathToFileURL(path));
    await this.connection.sendNotification(
      lsp.DidOpenTextDocumentNotification.type,
      {
        textDocument: {
          uri,
          languageId: "typescript",
          version: 1,
          text: Deno.readTextFileSync(path),
        },
      },
    );
    return { uri };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.#child.on("close", resolve));
    await this.connection.sendRequest(lsp.ShutdownRequest.type);
    await this.connection.sendNotification(lsp.ExitNotification.type);
    await ended;
    this.connection.dispose();
  }
}
