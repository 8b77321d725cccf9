//! The users, stored in a file.

use std::path::Path;

use idiolect::dialect::DialectExt;
use idiolect::dialect::canonical::Canonical;
use idiolect::model::{User, UserId};
use idiolect_servers::Error;
use redb::{Database, ReadableTable, TableDefinition};

/// By id, each encoded in the dialect `canonical`: versioned, and including the extras.
const USERS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("users");

/// The users. A change is on the disk before it is acknowledged, and changes are serialized.
pub(crate) struct Store {
    database: Database,
    dialect: Canonical,
}

impl Store {
    /// Opens the file, or creates it.
    pub(crate) fn open(file: &Path) -> Result<Self, Error> {
        let database = Database::create(file)?;
        let transaction = database.begin_write()?;
        transaction.open_table(USERS)?;
        transaction.commit()?;
        Ok(Self { database, dialect: Canonical::default() })
    }

    /// Adds a user, unless the id exists.
    pub(crate) fn add(&self, user: &User) -> Result<(), Error> {
        let transaction = self.database.begin_write()?;
        {
            let mut table = transaction.open_table(USERS)?;
            if table.get(user.id.as_str())?.is_none() {
                table.insert(user.id.as_str(), self.dialect.encode_user(user).body.as_slice())?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// The user with this id.
    pub(crate) fn user(&self, id: &UserId) -> Result<Option<User>, Error> {
        let table = self.database.begin_read()?.open_table(USERS)?;
        table.get(id.as_str())?.map(|stored| self.read(stored.value())).transpose()
    }

    /// Changes the user with this id, in a transaction. The user stays unchanged if `change` fails.
    pub(crate) fn change<E>(
        &self,
        id: &UserId,
        change: impl FnOnce(&mut User) -> Result<(), E>,
    ) -> Result<Option<Result<User, E>>, Error> {
        let transaction = self.database.begin_write()?;
        let stored = transaction
            .open_table(USERS)?
            .get(id.as_str())?
            .map(|stored| self.read(stored.value()))
            .transpose()?;
        let Some(mut user) = stored else { return Ok(None) };
        if let Err(error) = change(&mut user) {
            return Ok(Some(Err(error)));
        }
        transaction
            .open_table(USERS)?
            .insert(id.as_str(), self.dialect.encode_user(&user).body.as_slice())?;
        transaction.commit()?;
        Ok(Some(Ok(user)))
    }

    fn read(&self, stored: &[u8]) -> Result<User, Error> {
        Ok(self.dialect.decode_user(stored)?.value)
    }
}

/// Runs disk operations on a thread that is allowed to block.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await?
}
