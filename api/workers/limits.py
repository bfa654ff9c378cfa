"""Put a process of ours within bounds: memory, network, and no life after its parent's."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
from pathlib import Path
from typing import Final

__all__ = ["bound_process", "die_with_parent", "leave_network", "take_back", "yield_to_others"]

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # linux/sched.h
_PDEATHSIG, _NO_NEW_PRIVS = 1, 38  # linux/prctl.h
_STACK: Final = 96 << 20  # the kernel keeps 128 MB free below the stack of a main thread


def leave_network() -> bool:
    """Leave every network, the loopback too; False where the system does not allow it.

    The process must have one thread only (unshare(2), CLONE_NEWUSER).
    """
    libc = _libc()
    if libc is None:
        return False
    return any(libc.unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK))


def die_with_parent(parent: int) -> None:
    """Be killed when the process ``parent`` ends, also where that was before this call."""
    libc = _libc()
    if libc is not None:
        libc.prctl(_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def bound_process(memory: int) -> None:
    """Take at most ``memory`` bytes of addresses, leave no core file, gain no privileges.

    The stack may grow further than usual, since the engine evaluates nested groups by recursion.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    _, most = resource.getrlimit(resource.RLIMIT_STACK)
    stack = _STACK if most == resource.RLIM_INFINITY else min(_STACK, most)
    resource.setrlimit(resource.RLIMIT_STACK, (stack, most))
    libc = _libc()
    if libc is not None:
        libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    with contextlib.suppress(OSError):  # where memory runs out, a query ends before the service
        Path("/proc/self/oom_score_adj").write_text("1000")


def yield_to_others(pid: int) -> bool:
    """Let a process run where no other one wants to; whether ``take_back`` may undo that.

    Where the system has no such way, it gets the least share, for good.
    """
    if hasattr(os, "SCHED_IDLE"):
        with contextlib.suppress(OSError):
            os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))
            return True
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, pid, 19)
    return False


def take_back(pid: int) -> bool:
    """Let a process run as others do again; False where the system does not allow it.

    Linux does for who may raise priorities (sched(7), RLIMIT_NICE).
    """
    try:
        os.sched_setscheduler(pid, os.SCHED_OTHER, os.sched_param(0))
    except OSError:
        return False
    return True


def _libc() -> ctypes.CDLL | None:
    try:
        libc = ctypes.CDLL(None, use_errno=True)
    except OSError:
        return None
    return libc if hasattr(libc, "unshare") and hasattr(libc, "prctl") else None
