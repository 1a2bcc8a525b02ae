"""Runs a Swift server on a swift.conf that is named, in place of the one below /etc: swiftServer.py SWIFT_CONF SERVER ARGS…"""

import runpy
import sys

import swift.common.utils as utils

_, conf, *server = sys.argv
utils.SWIFT_CONF_FILE = conf
utils.validate_hash_conf()
sys.argv = server
runpy.run_path(server[0], run_name="__main__")
