"""Runs one Deno kernel for the notebook runner, which speaks to it in JSON lines.

On standard input: {"op": "execute", "code": …, "silent": …}, {"op": "interrupt"};
the end of the input ends the kernel. On standard output, each as it happens:
"ready", "iopub" (every message the kernel publishes), "reply" (to an execute),
"dead" (the kernel's process ended) and "failed" (nothing more can follow).
"""

import asyncio
import json
import os
import signal
import sys
import tempfile
import threading

import zmq
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from zmq.utils.monitor import parse_monitor_message

START_SECONDS = 60
STARTS = 3


def tell(**message):
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def requests(loop):
    """The runner's requests as a queue; None at their end."""
    queue = asyncio.Queue()

    def read():
        for line in sys.stdin:
            loop.call_soon_threadsafe(queue.put_nowait, json.loads(line))
        loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    return queue


async def start(log):
    # Only the kernelspec of this environment: the user's own may differ.
    folder = os.path.join(sys.prefix, "share", "jupyter", "kernels")
    specs = KernelSpecManager(kernel_dirs=[folder], ensure_native_kernel=False)
    manager = AsyncKernelManager(kernel_name="deno", kernel_spec_manager=specs)
    # The output of a lesson depends neither on the clock's zone nor on the
    # language of the machine.
    env = {**os.environ, "TZ": "UTC", "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}
    await manager.start_kernel(env=env, stdout=log, stderr=log)
    client = manager.client()
    client.start_channels(stdin=False, hb=False)
    return manager, client


async def is_live(manager, client):
    """Waits until messages of the iopub channel arrive; False if the kernel died."""
    for _ in range(START_SECONDS * 5):
        client.kernel_info()
        try:
            await client.get_iopub_msg(timeout=0.2)
            break
        except Exception:
            if not await manager.is_alive():
                return False
    else:
        raise TimeoutError(f"the kernel did not answer within {START_SECONDS} s")
    # What the other requests still cause is not the notebook's.
    while True:
        try:
            await client.get_iopub_msg(timeout=0.1)
        except Exception:
            break
    while await client.shell_channel.msg_ready():
        reply = await client.get_shell_msg(timeout=1)
    tell(type="ready", language_info=reply["content"]["language_info"])
    return True


async def forward_iopub(client):
    while True:
        message = await client.iopub_channel.get_msg()
        tell(
            type="iopub",
            msg_type=message["msg_type"],
            parent=message["parent_header"].get("msg_id", ""),
            content=message["content"],
        )


async def forward_replies(client):
    while True:
        message = await client.shell_channel.get_msg()
        if message["msg_type"] == "execute_reply":
            tell(type="reply", content=message["content"])


async def watch_connection(monitor):
    while True:
        event = parse_monitor_message(await monitor.recv_multipart())
        if event["event"] == zmq.EVENT_DISCONNECTED:
            await asyncio.sleep(1)  # a dying kernel disconnects too
            tell(type="failed", message="the connection to the kernel's output broke")


async def watch_life(manager, log):
    while await manager.is_alive():
        await asyncio.sleep(0.2)
    await asyncio.sleep(0.2)  # what it published last is still on its way
    log.seek(0)
    tell(type="dead", log=log.read().decode(errors="replace")[-2000:])


async def serve(manager, client, queue):
    while (request := await queue.get()) is not None:
        if request["op"] == "execute":
            silent = request["silent"]
            client.execute(
                request["code"],
                silent=silent,
                store_history=not silent,
                allow_stdin=False,
            )
        elif request["op"] == "interrupt":
            await manager.interrupt_kernel()


async def main():
    # An interrupt from the terminal reaches the runner too, which decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    loop = asyncio.get_running_loop()
    queue = requests(loop)
    if sys.platform != "win32":
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, queue.put_nowait, None)
    with tempfile.TemporaryFile() as log:
        manager = None
        tasks = []
        try:
            for _ in range(STARTS):
                manager, client = await start(log)
                if await is_live(manager, client):
                    break
                client.stop_channels()
            else:
                log.seek(0)
                text = log.read().decode(errors="replace").strip()
                raise RuntimeError(f"the kernel ended while starting: {text[-500:]}")
            monitor = client.iopub_channel.socket.get_monitor_socket()
            tasks = [
                asyncio.create_task(forward_iopub(client)),
                asyncio.create_task(forward_replies(client)),
                asyncio.create_task(watch_connection(monitor)),
                asyncio.create_task(watch_life(manager, log)),
            ]
            await serve(manager, client, queue)
        except NoSuchKernel:
            tell(type="failed", message=f"{sys.prefix} has no kernelspec named deno")
        except Exception as error:
            tell(type="failed", message=str(error) or type(error).__name__)
        finally:
            for task in tasks:
                task.cancel()
            if manager is not None and manager.has_kernel:
                await manager.shutdown_kernel(now=True)


asyncio.run(main())
