"""Summarizes pieces of a log on a Dask cluster of several worker processes, one of which is killed."""

import os
import signal
import subprocess
import sys

from distributed import Client, LocalCluster


def summarize(piece, node, cli, marker):
    """The summary of a piece. The first attempt at the piece that `marker` names ends its worker."""
    if piece == marker.removesuffix(".killed") and not os.path.exists(marker):
        open(marker, "x").close()
        os.kill(os.getpid(), signal.SIGKILL)
    command = [node, cli, "traffic", piece, "--partial", "--threads", "1"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def main(node, cli, *pieces):
    with LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster, Client(cluster) as client:
        marker = pieces[len(pieces) // 2] + ".killed"
        futures = client.map(summarize, pieces, node=node, cli=cli, marker=marker)
        for piece, summary in zip(pieces, client.gather(futures)):
            with open(piece + ".partial", "wb") as file:
                file.write(summary)
        print("killed" if os.path.exists(marker) else "not killed")


if __name__ == "__main__":
    main(*sys.argv[1:])
