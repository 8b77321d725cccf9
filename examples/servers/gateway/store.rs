//! The users, kept in a file.

use std::path::Path;

use idiolect::dialect::DialectExt;
use idiolect::dialect::canonical::Canonical;
use idiolect::model::{User, UserId};
use idiolect_servers::Error;
use redb::{Database, ReadableTable, TableDefinition};

/// By id, each as the dialect `canonical` writes it: versioned, and remainders included.
const USERS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("users");

/// The users. What has been changed is on the disk before anybody is told of it, and changes come one after another.
pub(crate) struct Store {
    database: Database,
    dialect: Canonical,
}

impl Store {
    /// Opens the file, or makes it.
    pub(crate) fn open(file: &Path) -> Result<Self, Error> {
        let database = Database::create(file)?;
        let writing = database.begin_write()?;
        writing.open_table(USERS)?;
        writing.commit()?;
        Ok(Self { database, dialect: Canonical::default() })
    }

    /// Adds a user, unless there is one of that id.
    pub(crate) fn add(&self, user: &User) -> Result<(), Error> {
        let writing = self.database.begin_write()?;
        {
            let mut table = writing.open_table(USERS)?;
            if table.get(user.id.as_str())?.is_none() {
                table.insert(user.id.as_str(), self.dialect.encode_user(user).body.as_slice())?;
            }
        }
        Ok(writing.commit()?)
    }

    /// The user of that id.
    pub(crate) fn user(&self, id: &UserId) -> Result<Option<User>, Error> {
        let table = self.database.begin_read()?.open_table(USERS)?;
        table.get(id.as_str())?.map(|kept| self.read(kept.value())).transpose()
    }

    /// Changes the user of that id, as that user is when nobody else is changing it. What `change` refuses, stays as it is.
    pub(crate) fn change<E>(
        &self,
        id: &UserId,
        change: impl FnOnce(&mut User) -> Result<(), E>,
    ) -> Result<Option<Result<User, E>>, Error> {
        let writing = self.database.begin_write()?;
        let kept = writing
            .open_table(USERS)?
            .get(id.as_str())?
            .map(|kept| self.read(kept.value()))
            .transpose()?;
        let Some(mut user) = kept else { return Ok(None) };
        if let Err(refused) = change(&mut user) {
            return Ok(Some(Err(refused)));
        }
        writing
            .open_table(USERS)?
            .insert(id.as_str(), self.dialect.encode_user(&user).body.as_slice())?;
        writing.commit()?;
        Ok(Some(Ok(user)))
    }

    fn read(&self, kept: &[u8]) -> Result<User, Error> {
        Ok(self.dialect.decode_user(kept)?.value)
    }
}

/// Does what waits for the disk where nobody else waits.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await?
}
