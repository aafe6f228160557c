"""The least a window can be: what the start of ours is measured against."""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class FirstPaint(QObject):
    """Notes the first paint and quits, as the application does when it is measured."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._after)
        return False

    def _after(self) -> None:
        Path(os.environ["ASSAY_BENCH_FIRST_PAINT"]).write_text(str(time.time_ns()), "ascii")
        QApplication.exit(0)


app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1366, 768)
window.installEventFilter(FirstPaint(window))
window.show()
sys.exit(app.exec())
