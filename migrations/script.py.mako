"""${message}.

Revision: ${up_revision}, after ${down_revision | comma,n}, of ${create_date}.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Why this change is made, and what it does to rows that are already there."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """What is lost on the way back."""
    ${downgrades if downgrades else "pass"}
